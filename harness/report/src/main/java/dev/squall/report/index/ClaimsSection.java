package dev.squall.report.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.report.index.ClaimEvidence.Says;
import dev.squall.report.page.Html;
import dev.squall.report.page.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Section with a table of the lectures' claims, by the worlds and fault families of their trials. */
final class ClaimsSection {

    private static final String NO_FAULT = "none";
    private static final List<String> WORLDS = List.of("simulated", "process", "docker");
    private static final List<String> FAULTS =
            List.of("partition", "packet", "kill", "pause", "clock", "disk", NO_FAULT);

    private record Column(String world, String fault) {

        private boolean holds(ClaimEvidence evidence) {
            return evidence.world().equals(world)
                    && (evidence.faults().contains(fault)
                            || fault.equals(NO_FAULT) && evidence.faults().isEmpty());
        }
    }

    /** Headings of the topics, each before its first claim. */
    private static final class Headings {

        private String last = "";

        Optional<String> before(JsonNode claim) {
            String topic = claim.path("topic").asText();
            boolean isNew = !topic.equals(last);
            last = topic;
            return isNew && !topic.isEmpty() ? Optional.of(Html.escape(topic)) : Optional.empty();
        }
    }

    private ClaimsSection() {}

    /** @param sources source tree that the claims' links lead to */
    static Section of(RunsFolder folder, SourceTree sources) {
        Map<JsonNode, List<ClaimEvidence>> byClaim = new LinkedHashMap<>();
        folder.lectures().path("claims").forEach(claim -> byClaim.put(claim, ClaimEvidence.of(claim, folder.runs())));
        if (byClaim.isEmpty()) {
            return new Section(
                    "claims",
                    "The lectures\u2019 claims",
                    "<p>The claims have not been verified here; <code>./squall lectures</code> does it.</p>\n",
                    List.of());
        }
        List<Column> columns =
                columns(byClaim.values().stream().flatMap(List::stream).toList());
        String html = "<p>In each cell the sound systems (\u2713 survived, \u2717 did not) and the flawed ones"
                + " (\u2691 caught), by the faults that took effect. A sign leads to its run, or to the list of several"
                + " runs. The run of a flaw is the one that caught it. The run of a sound system is the hardest one,"
                + " with the most operations open when a fault began or ended. A run\u2019s command repeats it with"
                + " its messages.</p>\n"
                + table(byClaim, columns) + details(byClaim, folder.lectures().path("topics"), sources);
        return new Section("claims", "The lectures\u2019 claims", html, List.of());
    }

    /** Returns the columns with evidence; worlds and faults are in their usual order. */
    private static List<Column> columns(List<ClaimEvidence> evidence) {
        Set<String> worlds = new LinkedHashSet<>(WORLDS);
        evidence.forEach(piece -> worlds.add(piece.world()));
        Set<String> faults = new LinkedHashSet<>(FAULTS);
        evidence.forEach(piece -> faults.addAll(piece.faults()));
        List<Column> columns = new ArrayList<>();
        for (String world : worlds) {
            for (String fault : faults) {
                Column column = new Column(world, fault);
                if (evidence.stream().anyMatch(column::holds)) {
                    columns.add(column);
                }
            }
        }
        return columns;
    }

    private static String table(Map<JsonNode, List<ClaimEvidence>> byClaim, List<Column> columns) {
        StringBuilder html = new StringBuilder("<div class=\"wide\" tabindex=\"0\" role=\"region\""
                + " aria-label=\"The lectures\u2019 claims\">\n<table class=\"claims-table\">\n<thead>\n<tr><td></td>");
        Map<String, Integer> widths = new LinkedHashMap<>();
        columns.forEach(column -> widths.merge(column.world(), 1, Integer::sum));
        widths.forEach((world, width) ->
                html.append("<th colspan=\"" + width + "\" scope=\"colgroup\">" + Html.escape(world) + "</th>"));
        html.append("</tr>\n<tr><th>Claim</th>");
        columns.forEach(column -> html.append("<th scope=\"col\">" + Html.escape(column.fault()) + "</th>"));
        html.append("</tr>\n</thead>\n<tbody>\n");
        Headings headings = new Headings();
        byClaim.forEach((claim, evidence) -> {
            headings.before(claim)
                    .ifPresent(topic -> html.append("<tr><th class=\"topic\" scope=\"rowgroup\" colspan=\""
                            + (columns.size() + 1) + "\">" + topic + "</th></tr>\n"));
            html.append("<tr>" + head(claim));
            columns.forEach(column -> html.append(cell(claim, column, evidence)));
            html.append("</tr>\n");
        });
        return html.append("</tbody>\n</table>\n</div>\n").toString();
    }

    private static String head(JsonNode claim) {
        boolean isConfirmed = claim.path("confirmed").asBoolean();
        return "<th scope=\"row\"><a href=\"#" + anchor(claim) + "\">"
                + Html.escape(claim.path("claim").asText()) + "</a> <small class=\"mark "
                + (isConfirmed ? "is-valid\">\u2713 confirmed" : "is-violation\">\u2717 not confirmed")
                + "</small></th>";
    }

    private static String cell(JsonNode claim, Column column, List<ClaimEvidence> all) {
        List<ClaimEvidence> evidence = all.stream().filter(column::holds).toList();
        if (evidence.isEmpty()) {
            return "<td></td>";
        }
        String where = claim.path("claim").asText() + ", " + column.world() + ", " + column.fault() + ": ";
        List<ClaimEvidence> survived = select(evidence, piece -> piece.isSoundSide() && piece.says() == Says.FOR);
        List<ClaimEvidence> caught = select(evidence, piece -> !piece.isSoundSide() && piece.says() == Says.FOR);
        List<ClaimEvidence> against = select(evidence, piece -> piece.says() == Says.AGAINST);
        String words = where + "sound survived " + survived.size() + ", flawed caught " + caught.size()
                + ", against the claim " + against.size();
        String details = "#" + anchor(claim);
        String signs = Stream.of(
                        sign(survived, "\u2713", "is-valid", where + "sound survived ", details),
                        sign(caught, "\u2691", "is-caught", where + "flawed caught ", details),
                        sign(against, "\u2717", "is-violation", where + "against the claim ", details))
                .filter(sign -> !sign.isEmpty())
                .reduce((left, right) -> left + " " + right)
                .orElseGet(() -> link(details, "\u2205", "is-vacuous", words));
        return "<td title=\"" + Html.escape(words) + "\">" + signs + "</td>";
    }

    private static List<ClaimEvidence> select(List<ClaimEvidence> evidence, Predicate<ClaimEvidence> wanted) {
        return evidence.stream().filter(wanted).toList();
    }

    /** Returns a sign that leads to the run of a single piece of evidence, or to the list of several pieces. */
    private static String sign(List<ClaimEvidence> evidence, String sign, String style, String words, String details) {
        if (evidence.isEmpty()) {
            return "";
        }
        boolean isSingle = evidence.size() == 1;
        String page = isSingle ? evidence.get(0).href() : "";
        return link(
                page.isEmpty() ? details : page,
                sign + (isSingle ? "" : evidence.size()),
                style,
                words + evidence.size() + (page.isEmpty() ? "" : ", its run"));
    }

    private static String link(String href, String sign, String style, String words) {
        return "<a class=\"mark " + style + "\" href=\"" + Html.escape(href) + "\" aria-label=\"" + Html.escape(words)
                + "\">" + sign + "</a>";
    }

    private static String anchor(JsonNode claim) {
        return "claim-" + claim.path("claim").asText().replaceAll("[^A-Za-z0-9-]", "-");
    }

    private static String details(Map<JsonNode, List<ClaimEvidence>> byClaim, JsonNode topics, SourceTree sources) {
        StringBuilder html = new StringBuilder();
        topics.forEach(topic -> html.append(aside(topic)));
        Headings headings = new Headings();
        List<JsonNode> claims = List.copyOf(byClaim.keySet());
        for (int i = 0; i < claims.size(); i++) {
            JsonNode claim = claims.get(i);
            headings.before(claim).ifPresent(topic -> html.append("<h3>" + topic + "</h3>\n"));
            html.append("<details class=\"claim\"><summary>"
                    + Html.escape(claim.path("claim").asText() + " (lecture "
                            + claim.path("lecture").asText() + "): "
                            + claim.path("statement").asText())
                    + "</summary>\n<ul id=\"" + anchor(claim) + "\">\n");
            byClaim.get(claim).forEach(piece -> html.append(item(piece)));
            html.append("</ul>\n" + links(claim, sources) + next(claim, claims.subList(i + 1, claims.size()))
                    + "</details>\n");
        }
        return html.toString();
    }

    /** Returns the sentence on a topic without claims; empty for other topics. */
    private static String aside(JsonNode topic) {
        String aside = topic.path("aside").asText();
        return aside.isEmpty()
                ? ""
                : "<p class=\"aside\">" + Html.escape(topic.path("topic").asText() + " " + aside) + "</p>\n";
    }

    /** Returns the links of a claim, a line for each kind: node classes, flaws, gallery entries and exercises. */
    private static String links(JsonNode claim, SourceTree sources) {
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        claim.path("links")
                .forEach(link -> byKind.computeIfAbsent(link.path("kind").asText(), kind -> new ArrayList<>())
                        .add(sources.html(link)));
        StringBuilder html = new StringBuilder();
        byKind.forEach((kind, links) ->
                html.append("<p class=\"links\">" + Html.escape(kind) + ": " + String.join(", ", links) + "</p>\n"));
        return html.toString();
    }

    /** Returns the next thing to try, and a link to the next claim. */
    private static String next(JsonNode claim, List<JsonNode> later) {
        String command = claim.path("next").asText();
        String claimAfter = later.isEmpty()
                ? ""
                : "next claim: <a href=\"#" + anchor(later.get(0)) + "\">"
                        + Html.escape(later.get(0).path("claim").asText()) + "</a>";
        String attempt = command.isEmpty() ? "" : "next to try: <code>" + Html.escape(command) + "</code>";
        return "<p class=\"next\">" + attempt + (attempt.isEmpty() || claimAfter.isEmpty() ? "" : "<br>") + claimAfter
                + "</p>\n";
    }

    private static String item(ClaimEvidence evidence) {
        String title = Html.escape(evidence.title());
        String said =
                switch (evidence.says()) {
                    case FOR -> "<span class=\"mark is-valid\">\u2713 as claimed</span>";
                    case AGAINST -> "<span class=\"mark is-violation\">\u2717 against it</span>";
                    case NOTHING -> "<span class=\"mark is-vacuous\">\u2205 says nothing</span>";
                };
        return "<li>" + said + " " + (evidence.isSoundSide() ? "must survive: " : "must be caught: ")
                + (evidence.href().isEmpty()
                        ? "<code>" + title + "</code>"
                        : "<a href=\"" + Html.escape(evidence.href()) + "\">" + title + "</a>")
                + " (" + Html.escape(evidence.world()) + "): " + Html.escape(evidence.words())
                + (evidence.repeat().isEmpty() ? "" : "<br><code>" + Html.escape(evidence.repeat()) + "</code>")
                + "</li>\n";
    }
}
