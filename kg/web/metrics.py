"""What a site counts of itself, for Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

__all__ = ["Metrics"]

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The counts of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter("samkart_requests", "Requests answered", ["area", "status"], registry=self.registry)
        self._seconds = Histogram(
            "samkart_request_seconds", "Time to answer", ["area"], buckets=_SECONDS, registry=self.registry
        )
        self.running = Gauge("samkart_requests_running", "Requests being answered", registry=self.registry)
        self._areas: frozenset[str] = frozenset()

    def know(self, areas: frozenset[str]) -> None:
        """The first parts of the addresses there are; others are counted together."""
        self._areas = areas

    def answered(self, path: str, status: int, seconds: float) -> None:
        """Count an answer."""
        area = next((part for part in path.split("/") if part in self._areas), "other")
        self._requests.labels(area, str(status)).inc()
        self._seconds.labels(area).observe(seconds)

    def gauge(self, name: str, text: str, value: Callable[[], float]) -> None:
        """A number that is asked for when the counts are."""
        Gauge(name, text, registry=self.registry).set_function(value)

    def text(self) -> bytes:
        """All counts in the text format."""
        return generate_latest(self.registry)
