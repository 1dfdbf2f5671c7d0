/* Weaknesses that no recommendation answers: weak findings that cite no recommendation
   which is there, in reviews where no recommendation is about their theme. */
WITH settings AS (SELECT 0.5 AS threshold),
counted AS (
  SELECT coding.theme_id, coding.polarity, passage.id AS passage_id, passage.review_id,
         passage.key, passage.kind
  FROM coding JOIN passage ON passage.id = coding.passage_id, settings
  WHERE coding.confidence >= settings.threshold
)
SELECT weak.theme_id AS theme, review.area, weak.key AS passage,
       passage_text(weak.passage_id) AS text
FROM counted AS weak JOIN review ON review.id = weak.review_id
WHERE weak.kind = 'finding' AND weak.polarity = 'weakness'
  AND NOT EXISTS (SELECT 1 FROM citation
                  WHERE citation.passage_id = weak.passage_id
                    AND (citation.recommendation_id IS NOT NULL OR citation.label = ''))
  AND NOT EXISTS (SELECT 1 FROM counted AS asked
                  WHERE asked.review_id = weak.review_id AND asked.theme_id = weak.theme_id
                    AND asked.kind = 'recommendation')
ORDER BY theme, review.area, weak.passage_id
