-- reads one link or event, in the draft and in the workshop: rows lost or doubled on the way
SELECT abs((SELECT count(*) FROM draft.{table}) - (SELECT count(*) FROM {table}_mention))
