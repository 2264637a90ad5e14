"""What all parts of an application share: they are frozen, and a key they do not know is an error."""

from pydantic import BaseModel, ConfigDict


class Onderdeel(BaseModel):
    """A part of a document. Every field that is None was not given, or was given without a value."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
