/* Themes that are weak together: findings coded weak in both, in each, and the lift, which
   is how many times more often than if the two had nothing to do with each other. */
WITH settings AS (SELECT 0.5 AS threshold),
weak AS (
  SELECT coding.passage_id, coding.theme_id AS theme
  FROM coding JOIN passage ON passage.id = coding.passage_id, settings
  WHERE passage.kind = 'finding' AND coding.polarity = 'weakness'
    AND coding.confidence >= settings.threshold
),
each AS (SELECT theme, count(*) AS findings FROM weak GROUP BY theme),
total AS (SELECT count(*) AS findings FROM passage WHERE kind = 'finding')
SELECT one.theme AS theme, other.theme AS other_theme, count(both.passage_id) AS together,
       one.findings AS theme_alone, other.findings AS other_alone,
       round(1.0 * count(both.passage_id) * total.findings / (one.findings * other.findings), 2)
         AS lift
FROM each AS one
JOIN each AS other ON other.theme > one.theme
JOIN total
LEFT JOIN weak AS first ON first.theme = one.theme
LEFT JOIN weak AS both ON both.theme = other.theme AND both.passage_id = first.passage_id
GROUP BY one.theme, other.theme
ORDER BY lift DESC, theme, other_theme
