from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "telusur.results.publication"
    label = "results_publication"
