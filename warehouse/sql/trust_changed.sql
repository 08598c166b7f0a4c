-- reads system and the release before: systems that are new, gone or trusted otherwise
SELECT count(*)
FROM system
FULL JOIN previous.source_system AS before ON before.system = system.system
WHERE before.trust IS DISTINCT FROM system.trust
