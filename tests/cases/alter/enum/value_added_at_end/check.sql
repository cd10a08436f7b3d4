select 'top'::mood > 'high';
