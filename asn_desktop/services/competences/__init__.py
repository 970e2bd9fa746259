"""What level each person has in each competence, and what the position asks for."""
