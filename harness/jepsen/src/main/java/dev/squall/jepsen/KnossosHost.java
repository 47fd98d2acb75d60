package dev.squall.jepsen;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import dev.squall.check.linear.certificate.SequentialObject;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
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
import java.util.List;
import java.util.Map;

/**
 * Main class of the JVM that runs Knossos while its standard input is open. A request is a line of options, the
 * operations of a history, and an empty line. The response is one line.
 */
final class KnossosHost {

    static final Keyword MODEL = new Keyword("model");
    static final Keyword INITIAL = new Keyword("initial");
    static final Keyword KEYED = new Keyword("keyed");
    static final Keyword ALGORITHM = new Keyword("algorithm");
    static final Keyword TIME_LIMIT_MILLIS = new Keyword("time-limit-millis");
    static final Keyword VALID = new Keyword("valid?");
    static final Keyword UNKNOWN = new Keyword("unknown");
    static final Keyword INDEX = new Keyword("index");
    static final Keyword KEY = new Keyword("key");
    static final Keyword CAUSE = new Keyword("cause");
    static final String READY = "ready";

    private static final String NAMESPACE = "squall.jepsen.knossos";

    private final IFn analyse;
    private final IFn ownModel;
    private final IFn stepped;

    private KnossosHost() {
        Clojure.var("clojure.core", "require").invoke(Clojure.read(NAMESPACE));
        analyse = Clojure.var(NAMESPACE, "analyse");
        ownModel = Clojure.var(NAMESPACE, "own-model");
        stepped = Clojure.var(NAMESPACE, "stepped");
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // The standard output carries answers only, so the output of Knossos and its libraries goes to the error
        // stream.
        System.setOut(System.err);
        KnossosHost host = new KnossosHost();
        answers.println(READY);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String options = questions.readLine(); options != null; options = questions.readLine()) {
            StringBuilder history = new StringBuilder();
            for (String line = questions.readLine(); !line.isEmpty(); line = questions.readLine()) {
                history.append(line).append('\n');
            }
            answers.println(EdnWriter.toEdn(host.answer(options, history.toString())));
        }
        // Abandoned searches may still hold threads.
        System.exit(0);
    }

    private Map<Keyword, Object> answer(String options, String history) {
        try {
            return judge((Map<?, ?>) new EdnReader(options).read(), HistoryReader.parse(history));
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return answer(UNKNOWN, CAUSE, String.valueOf(cause.getMessage()));
        }
    }

    /**
     * Judges each object separately (Herlihy and Wing, 1990: linearizability is local), with one time limit for all of
     * them.
     */
    private Map<Keyword, Object> judge(Map<?, ?> options, History history) {
        Model model = Models.named((String) options.get(MODEL)).factory().apply(options.get(INITIAL));
        boolean keyed = (Boolean) options.get(KEYED);
        long endNanos = System.nanoTime() + 1_000_000 * (Long) options.get(TIME_LIMIT_MILLIS);
        Object own = ownModel.invoke(model.name(), KnossosProblem.ownInitial(options.get(INITIAL)));
        SequentialObject object = SequentialObject.of(model);
        List<KnossosProblem> problems = own == null
                ? KnossosProblem.stepped(history, keyed, object)
                : KnossosProblem.forOwnModels(history, keyed, options.get(INITIAL));
        Map<Keyword, Object> worst = answer(true, CAUSE, null);
        for (KnossosProblem problem : problems) {
            long millis = (endNanos - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return answer(UNKNOWN, CAUSE, "timeout");
            }
            Object start = own == null ? stepped.invoke(object.initialState(), problem.effects()) : own;
            Map<?, ?> found = (Map<?, ?>) analyse.invoke(start, problem.operations(), options.get(ALGORITHM), millis);
            Map<?, ?> ours = (Map<?, ?>) ClojureData.fromClojure(found);
            if (Boolean.FALSE.equals(ours.get(VALID))) {
                Map<Keyword, Object> violation = answer(false, INDEX, ours.get(INDEX));
                violation.put(KEY, problem.key());
                return violation;
            }
            if (!Boolean.TRUE.equals(ours.get(VALID))) {
                worst = answer(UNKNOWN, CAUSE, String.valueOf(ours.get(CAUSE)));
            }
        }
        return worst;
    }

    private static Map<Keyword, Object> answer(Object valid, Keyword name, Object value) {
        Map<Keyword, Object> answer = new LinkedHashMap<>();
        answer.put(VALID, valid);
        answer.put(name, value);
        return answer;
    }
}
