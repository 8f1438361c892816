"""What scripts are promised: the form of each JSON that revmentor writes."""
