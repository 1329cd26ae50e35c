"""What is covered on the printed form: every name and signature, and no number."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pypdfium2

from telusur.results.recapitulation.rules.masks import mask_for
from telusur.results.recapitulation.selectors import masks


def test_the_names_and_signatures_of_the_official_form_lie_under_its_masks_and_no_number_does(recapitulation_data, db):
    fields = json.loads((recapitulation_data / "geometri_C.HASIL-PPWP_2024.json").read_text())["medan"]
    with pypdfium2.PdfDocument(recapitulation_data / "form_C.HASIL-PPWP_2024.pdf") as form:
        for number in (1, 2, 3):
            page, mask = form[number - 1], mask_for(masks(on=date(2024, 2, 14)), "C.HASIL-PPWP-2024", number)
            (box,) = mask.boxes(600, 900)
            for field in (one for one in fields if one["hal"] == number):
                for left, top, width, height in field["kotak_mm"]:
                    apart = top + height <= box[1] or top >= box[3] or left + width <= box[0] or left >= box[2]
                    assert apart, field["medan"]
            ink = np.asarray(page.render(scale=600 / page.get_width()).to_pil().convert("L"))[: box[3] + 8] < 200
            ink[: box[1]], ink[:, :70], ink[:, 450:] = False, False, False  # above the block, and the page's own marks
            assert ink[box[1] : box[3], box[0] : box[2]].sum() > 1000
            ink[box[1] : box[3], box[0] : box[2]] = False
            assert not ink.any()  # whatever is printed there lies under the mask
