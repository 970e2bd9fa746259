"""The register of trainers."""

from asn_desktop.ui.screens.training.trainers.screen import trainer_list

__all__ = ["trainer_list"]
