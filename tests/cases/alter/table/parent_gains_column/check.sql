select at from base;
