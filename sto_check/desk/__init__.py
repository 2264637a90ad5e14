"""What an assessor's office does with decisions."""
