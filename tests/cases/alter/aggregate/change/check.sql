select n from least;
