"""What loading and answering cost, beside what they could cost at the least."""
