package dev.squall.report;

import java.util.List;

/** A table, row by row; cells are safe HTML. */
final class HtmlTable {

    private final StringBuilder out = new StringBuilder();

    /** @param caption what it shows, in words */
    HtmlTable(String caption, List<String> headings) {
        out.append("<table>\n<caption>").append(Html.escape(caption)).append("</caption>\n<thead><tr>");
        headings.forEach(heading ->
                out.append("<th scope=\"col\">").append(Html.escape(heading)).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
    }

    /** @param mark a class of the style; empty for none */
    HtmlTable row(String mark, List<String> cells) {
        out.append(mark.isEmpty() ? "<tr>" : "<tr class=\"" + mark + "\">");
        cells.forEach(cell -> out.append("<td>").append(cell).append("</td>"));
        out.append("</tr>\n");
        return this;
    }

    /** The whole table. */
    String html() {
        return out + "</tbody>\n</table>\n";
    }
}
