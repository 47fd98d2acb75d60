package dev.squall.report.page;

import java.util.List;

/** Builder of an HTML table, row by row; the cells must be safe HTML. */
public final class HtmlTable {

    private final StringBuilder out = new StringBuilder();
    private final List<String> headings;

    /** @param caption description of the table's content, in words */
    public HtmlTable(String caption, List<String> headings) {
        this.headings = headings;
        out.append("<table>\n<caption>").append(Html.escape(caption)).append("</caption>\n<thead><tr>");
        headings.forEach(heading ->
                out.append("<th scope=\"col\">").append(Html.escape(heading)).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
    }

    /** @param mark style class of the row; empty for none */
    public HtmlTable row(String mark, List<String> cells) {
        out.append(mark.isEmpty() ? "<tr>" : "<tr class=\"" + mark + "\">");
        for (int i = 0; i < cells.size(); i++) {
            String heading = Html.escape(headings.get(i));
            out.append("<td data-heading=\"")
                    .append(heading)
                    .append("\">")
                    .append(cells.get(i))
                    .append("</td>");
        }
        out.append("</tr>\n");
        return this;
    }

    /** Returns the whole table. */
    public String html() {
        return out + "</tbody>\n</table>\n";
    }
}
