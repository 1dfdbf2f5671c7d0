/* Recommendations that no finding cites: what is asked for without a printed reason. */
SELECT review.area, passage.key AS passage, recommendation.addressed_to,
       passage_text(passage.id) AS text
FROM recommendation
JOIN passage ON passage.id = recommendation.passage_id
JOIN review ON review.id = passage.review_id
WHERE NOT EXISTS (SELECT 1 FROM citation
                  WHERE citation.recommendation_id = recommendation.passage_id)
ORDER BY review.area, review.key, passage.seq
