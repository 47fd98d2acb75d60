package dev.squall.suite;

import dev.squall.experiment.Outcome;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Report of a suite's experiment in the XML format of Surefire, which CI servers read. Each run is a test case. Each
 * cell is also a test case, which fails if the cell's runs together prove too little. A vacuous run counts as skipped,
 * as does a cell whose world is not available. The report therefore fails if and only if the suite fails.
 */
final class JUnitXml {

    private final XMLStreamWriter xml;
    private final String className;

    private JUnitXml(XMLStreamWriter xml, String className) {
        this.xml = xml;
        this.className = className;
    }

    /**
     * Returns the report of one experiment.
     *
     * @param className name of the report's test class
     * @param cells all cells of the experiment
     */
    static String of(String className, List<CellResult> cells) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new JUnitXml(xml, className).write(cells);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text is written to memory", e);
        }
        return text.toString();
    }

    /**
     * Returns the report of a merged suite's shards: each shard is a test case, and an incomplete one is an error.
     *
     * @param className name of the report's test class
     */
    static String ofShards(String className, List<ShardResult> shards) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new JUnitXml(xml, className).writeShards(shards);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text is written to memory", e);
        }
        return text.toString();
    }

    private void writeShards(List<ShardResult> shards) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", className);
        xml.writeAttribute(
                "time",
                seconds(shards.stream().mapToDouble(ShardResult::seconds).sum()));
        xml.writeAttribute("tests", String.valueOf(shards.size()));
        xml.writeAttribute(
                "errors",
                String.valueOf(shards.stream().filter(ShardResult::isIncomplete).count()));
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("failures", "0");
        xml.writeCharacters("\n");
        for (ShardResult shard : shards) {
            beginCase("shard " + shard.shard() + " is complete", shard.seconds());
            if (shard.isIncomplete()) {
                writeProblem("error", Outcome.ERROR, shard.problem(), shard.folder());
            }
            endCase();
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void write(List<CellResult> cells) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", className);
        List<FinishedRun> runs =
                cells.stream().flatMap(cell -> cell.runs().stream()).toList();
        xml.writeAttribute(
                "time", seconds(runs.stream().mapToDouble(FinishedRun::seconds).sum()));
        xml.writeAttribute("tests", String.valueOf(runs.size() + cells.size()));
        xml.writeAttribute("errors", String.valueOf(count(cells, runs, Outcome.ERROR)));
        xml.writeAttribute("skipped", String.valueOf(skipped(cells, runs)));
        xml.writeAttribute(
                "failures",
                String.valueOf(count(cells, runs, Outcome.VIOLATION)
                        + count(cells, runs, Outcome.UNKNOWN)
                        + cells.stream().filter(JUnitXml::isVacuous).count()));
        xml.writeCharacters("\n");
        for (CellResult cell : cells) {
            for (FinishedRun run : cell.runs()) {
                writeRun(run, cell.labels());
            }
            writeCell(cell);
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private static boolean isVacuous(CellResult cell) {
        return cell.outcome().filter(Outcome.VACUOUS::equals).isPresent();
    }

    /** Returns the number of runs with an outcome, plus the number of cells with this outcome that have no runs. */
    private static long count(List<CellResult> cells, List<FinishedRun> runs, Outcome outcome) {
        return runs.stream().filter(run -> run.outcome() == outcome).count()
                + cells.stream()
                        .filter(cell -> cell.runs().isEmpty())
                        .filter(cell -> cell.outcome().filter(outcome::equals).isPresent())
                        .count();
    }

    private static long skipped(List<CellResult> cells, List<FinishedRun> runs) {
        return runs.stream().filter(run -> run.outcome() == Outcome.VACUOUS).count()
                + cells.stream().filter(CellResult::isSkipped).count();
    }

    private void writeRun(FinishedRun run, Cell.Labels cell) throws XMLStreamException {
        beginCase(name(cell) + ", seed " + run.seed(), run.seconds());
        String again = run.reproducibilityWords().isEmpty() ? "" : " (" + run.reproducibilityWords() + ")";
        Optional<String> kept = run.folder().isEmpty() ? Optional.empty() : Optional.of("kept in " + run.folder());
        writeOutcome(run.outcome(), run.words() + again, kept.orElse("not kept") + "\nagain: " + run.command());
        endCase();
    }

    private void writeCell(CellResult cell) throws XMLStreamException {
        beginCase(name(cell.labels()) + ": enough runs prove something", 0);
        if (cell.isSkipped()) {
            writeSkipped(cell.reason());
        } else if (isVacuous(cell)) {
            writeProblem("failure", Outcome.VACUOUS, cell.reason(), cell.countWords());
        } else if (cell.runs().isEmpty()) {
            writeOutcome(cell.outcome().orElseThrow(), cell.reason(), cell.countWords());
        }
        endCase();
    }

    private void writeOutcome(Outcome outcome, String message, String text) throws XMLStreamException {
        switch (outcome) {
            case VIOLATION, UNKNOWN -> writeProblem("failure", outcome, message, text);
            case ERROR -> writeProblem("error", outcome, message, text);
            case VACUOUS -> writeSkipped(message);
            default -> {}
        }
    }

    private static String name(Cell.Labels cell) {
        return cell.system() + ", " + cell.world() + ", " + cell.faults();
    }

    private void beginCase(String name, double seconds) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", name);
        xml.writeAttribute("classname", className);
        xml.writeAttribute("time", seconds(seconds));
    }

    private void endCase() throws XMLStreamException {
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private void writeProblem(String element, Outcome outcome, String message, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", legal(message));
        xml.writeAttribute("type", outcome.word());
        xml.writeCharacters(legal(outcome.word() + ": " + message + "\n" + text));
        xml.writeEndElement();
    }

    private void writeSkipped(String message) throws XMLStreamException {
        xml.writeStartElement("skipped");
        xml.writeAttribute("message", legal(message));
        xml.writeEndElement();
    }

    /** Replaces the characters that XML 1.0 does not allow, not even as references. */
    private static String legal(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
