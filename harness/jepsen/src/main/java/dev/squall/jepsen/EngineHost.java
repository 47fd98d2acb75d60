package dev.squall.jepsen;

import dev.squall.history.EdnReader;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.Keyword;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Loop of a JVM that runs Knossos or Elle while its standard input is open. A request is a line of options, the
 * operations of a history, and an empty line. The response is one line.
 */
final class EngineHost {

    static final Keyword VALID = new Keyword("valid?");
    static final Keyword UNKNOWN = new Keyword("unknown");
    static final Keyword CAUSE = new Keyword("cause");

    private static final String READY = "ready";

    /** Function that judges a history, with the options of a request. */
    @FunctionalInterface
    interface Judge {
        Map<Keyword, Object> judge(Map<?, ?> options, History history);
    }

    private EngineHost() {}

    /** Serves requests until the standard input ends, and then ends the JVM. */
    static void serve(Supplier<Judge> engine) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // The standard output carries answers only, so the output of the engine and its libraries goes to the error
        // stream.
        System.setOut(System.err);
        Judge judge = engine.get();
        answers.println(READY);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String options = questions.readLine(); options != null; options = questions.readLine()) {
            StringBuilder history = new StringBuilder();
            for (String line = questions.readLine(); !line.isEmpty(); line = questions.readLine()) {
                history.append(line).append('\n');
            }
            answers.println(EdnWriter.toEdn(response(judge, options, history.toString())));
        }
        // Abandoned searches may still hold threads.
        System.exit(0);
    }

    private static Map<Keyword, Object> response(Judge judge, String options, String history) {
        try {
            return judge.judge((Map<?, ?>) new EdnReader(options).read(), HistoryReader.parse(history));
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return answer(UNKNOWN, CAUSE, String.valueOf(cause.getMessage()));
        }
    }

    static Map<Keyword, Object> answer(Object valid, Keyword name, Object value) {
        Map<Keyword, Object> answer = new LinkedHashMap<>();
        answer.put(VALID, valid);
        answer.put(name, value);
        return answer;
    }
}
