"""What scripts are promised, held against what the commands write."""
