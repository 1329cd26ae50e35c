from .kept import (
    BudgetLine,
    InventoryThing,
    KeptRow,
    Obstacle,
    Picture,
    Policy,
    Recommendation,
    RecommendationStep,
    ServiceOfficer,
    Training,
)
from .reports import AccessSummary, AnnualReport, Dispatch, Edition, FindingAnswer, NarrativePart, ReportQuerySet

__all__ = [
    "AccessSummary",
    "AnnualReport",
    "BudgetLine",
    "Dispatch",
    "Edition",
    "FindingAnswer",
    "InventoryThing",
    "KeptRow",
    "NarrativePart",
    "Obstacle",
    "Picture",
    "Policy",
    "Recommendation",
    "RecommendationStep",
    "ReportQuerySet",
    "ServiceOfficer",
    "Training",
]
