"""Draws every Django form with the templates of this room: label, hint, fault and input tied together."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    form_template_name = "look/forms/form.html"
    field_template_name = "look/forms/field.html"
