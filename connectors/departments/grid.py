"""Social governance (社会治理): the platform's own trunk: grids, dwellings visited, incidents handled."""

from connectors.source import (
    AddressMap,
    CursorSql,
    Expect,
    GridIncidentMap,
    GridMap,
    PersonMap,
    ResidenceLink,
    System,
    Table,
)

PLATFORM = System(
    id="grid_platform",
    department="grid",
    title="基层治理综合信息系统",
    purpose="the platform's own trunk: grids, dwellings visited, incidents handled",
    delivery=CursorSql(),
    trust=50,
    tables=(
        Table(
            "grid",
            key=("grid_code",),
            cursor="updated_at",
            records=(
                GridMap(
                    grid_code="grid_code",
                    street="street",
                    community="community",
                    grid_name="grid_name",
                    grid_worker_count="workers",
                ),
                # the community that the grid is part of
                AddressMap(street="street", community="community"),
            ),
            expect=Expect(rows=(1_000, 2_500), filled={"street": 0.95, "community": 0.95}),
        ),
        Table(
            "visit_person",
            key=("vid",),
            cursor="updated_at",
            records=(
                PersonMap(name="name", certificate="id_no", phone="mobile"),
                AddressMap(text="address", grid="grid_code"),
            ),
            links=(ResidenceLink(role="living"),),
            expect=Expect(rows=(50_000, 130_000), filled={"name": 0.95, "address": 0.9}),
        ),
        Table(
            "incident",
            key=("incident_no",),
            cursor="updated_at",
            records=(
                GridIncidentMap(
                    event_number="incident_no",
                    category="category",
                    grid_code="grid_code",
                    reported_at="reported_at",
                    closed_at="closed_at",
                    handling_level="level",
                ),
                AddressMap(text="address", grid="grid_code"),
            ),
            expect=Expect(rows=(80_000, 180_000), filled={"address": 0.95}),
        ),
    ),
)
