select last_value, is_called from s;
