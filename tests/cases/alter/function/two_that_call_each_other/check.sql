select even(4);
