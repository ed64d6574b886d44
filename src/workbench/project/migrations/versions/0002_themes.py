"""What themes need to be nested, kept by a person, drawn on a map and told by their voice."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("theme", sa.Column("level", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("theme", sa.Column("locked", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("theme", sa.Column("terms", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("theme", sa.Column("medoids", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("theme_member", sa.Column("second_id", sa.Integer(), nullable=True))
    op.add_column("theme_member", sa.Column("x", sa.Float(), nullable=True))
    op.add_column("theme_member", sa.Column("y", sa.Float(), nullable=True))
    op.add_column("theme_member", sa.Column("voice", sa.Text(), nullable=False, server_default=""))
