from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecapitulationConfig(AppConfig):
    name = "telusur.results.recapitulation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from telusur.kernel.accounts.rules.callings import Calling  # noqa: PLC0415 models are there only now
        from telusur.kernel.accounts.selectors import define_calling  # noqa: PLC0415
        from telusur.results.elections.selectors import duties_in_words  # noqa: PLC0415

        define_calling(Calling("recapitulation_home", _("Tugas pemilu"), duties_in_words))
