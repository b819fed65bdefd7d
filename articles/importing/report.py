"""What an import did, for the person who ran it."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """What became of each thing an import met; every entry is one line to print."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Every entry with what became of it, then the remarks."""
        outcomes = ("created", "updated", "unchanged", "skipped")
        told = [f"{outcome}: {line}" for outcome in outcomes for line in getattr(self, outcome)]
        return [*told, *(f"  {remark}" for remark in self.remarks)]
