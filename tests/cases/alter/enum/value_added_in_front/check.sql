select 'none'::mood < 'low';
