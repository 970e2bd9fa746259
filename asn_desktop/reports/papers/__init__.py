"""The papers around a training: plain data in, sections of the paper engine out."""
