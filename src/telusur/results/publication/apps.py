from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "telusur.results.publication"
    label = "results_publication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from telusur.results.elections.selectors import define_concern  # noqa: PLC0415 models are there only now

        from .selectors import stopped_concern  # noqa: PLC0415

        define_concern("publication", stopped_concern)
