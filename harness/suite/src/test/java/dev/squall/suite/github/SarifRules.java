package dev.squall.suite.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules of the published schema of SARIF 2.1.0 for the parts of it that Squall writes, and what GitHub's code scanning
 * requires in addition. Objects of the schema allow no other properties than the named ones.
 */
final class SarifRules {

    private static final Set<String> LEVELS = Set.of("none", "note", "warning", "error");

    private final List<String> violations = new ArrayList<>();

    private SarifRules() {}

    static List<String> violations(JsonNode log) {
        SarifRules rules = new SarifRules();
        rules.object("log", log, Set.of("version", "runs"), Set.of("$schema"));
        rules.require("2.1.0".equals(log.path("version").asText()), "the version is the text 2.1.0");
        rules.require(log.path("runs").isArray(), "runs is an array");
        log.path("runs").forEach(rules::checkRun);
        return rules.violations;
    }

    private void require(boolean isMet, String sentence) {
        if (!isMet) {
            violations.add(sentence);
        }
    }

    private void object(String name, JsonNode node, Set<String> required, Set<String> allowed) {
        require(node.isObject(), name + " is an object");
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        require(names.containsAll(required), name + " has all of " + required + ": " + names);
        names.removeAll(required);
        names.removeAll(allowed);
        require(names.isEmpty(), name + " has no " + names);
    }

    private void text(String name, JsonNode node) {
        require(node.isTextual() && !node.asText().isEmpty(), name + " is a text");
    }

    private void checkRun(JsonNode run) {
        object("run", run, Set.of("tool", "results"), Set.of("automationDetails"));
        object("automationDetails", run.path("automationDetails"), Set.of("id"), Set.of());
        object("tool", run.path("tool"), Set.of("driver"), Set.of());
        JsonNode driver = run.path("tool").path("driver");
        object("driver", driver, Set.of("name", "rules"), Set.of("version"));
        text("the driver's name", driver.path("name"));
        Set<String> ids = new TreeSet<>();
        for (JsonNode rule : driver.path("rules")) {
            object("rule", rule, Set.of("id", "shortDescription"), Set.of("defaultConfiguration"));
            message("a rule's description", rule.path("shortDescription"));
            level(rule.path("defaultConfiguration").path("level"));
            require(ids.add(rule.path("id").asText()), "rules are unique");
        }
        run.path("results").forEach(result -> checkResult(result, driver.path("rules")));
    }

    private void message(String name, JsonNode message) {
        object(name, message, Set.of("text"), Set.of());
        text(name, message.path("text"));
    }

    private void level(JsonNode level) {
        require(LEVELS.contains(level.asText()), "a level is one of " + LEVELS + ": " + level);
    }

    private void checkResult(JsonNode result, JsonNode rules) {
        object(
                "result",
                result,
                Set.of("ruleId", "message", "locations", "partialFingerprints"),
                Set.of("ruleIndex", "level", "properties"));
        message("a result's message", result.path("message"));
        level(result.path("level"));
        JsonNode index = result.path("ruleIndex");
        require(index.isInt() && index.asInt() >= 0 && index.asInt() < rules.size(), "ruleIndex is of a rule");
        require(rules.path(index.asInt()).path("id").equals(result.path("ruleId")), "ruleId is that of ruleIndex");
        require(result.path("locations").size() == 1, "GitHub shows one location");
        JsonNode location = result.path("locations").path(0);
        object("location", location, Set.of("physicalLocation"), Set.of());
        JsonNode physical = location.path("physicalLocation");
        object("physicalLocation", physical, Set.of("artifactLocation", "region"), Set.of());
        object("artifactLocation", physical.path("artifactLocation"), Set.of("uri"), Set.of("uriBaseId"));
        require(
                physical.path("artifactLocation").path("uri").asText().matches("[A-Za-z0-9._~:/%+@!$&'()*,;=-]+"),
                "a uri has no characters that must be escaped");
        object("region", physical.path("region"), Set.of("startLine"), Set.of());
        require(physical.path("region").path("startLine").asInt() >= 1, "lines count from 1");
        result.path("partialFingerprints")
                .properties()
                .forEach(fingerprint -> text("a fingerprint", fingerprint.getValue()));
    }
}
