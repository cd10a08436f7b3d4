select * from "Select.Me"."Group By";
