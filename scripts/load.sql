/* Who is asked to act: recommendations per organisation, those put to it alone and those
   that it shares with others, and in how many reviews. */
WITH shared AS (
  SELECT passage_id, count(*) AS addressees FROM addressee GROUP BY passage_id
)
SELECT organisation.name AS organisation, count(*) AS recommendations,
       sum(shared.addressees = 1) AS alone, sum(shared.addressees > 1) AS shared,
       count(DISTINCT passage.review_id) AS reviews
FROM addressee
JOIN shared ON shared.passage_id = addressee.passage_id
JOIN organisation ON organisation.id = addressee.organisation_id
JOIN passage ON passage.id = addressee.passage_id
GROUP BY organisation.id
ORDER BY recommendations DESC, organisation
