-- survivorship: puts the claims of higher quality (a small whole number) before all others, whatever their order
CREATE OR REPLACE TEMP MACRO preferring(quality, score) AS score + (quality::HUGEINT << 110)
