select * from "My App"."Order";
