package dev.squall.mutate;

import dev.squall.node.NodeProgram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.pitest.classinfo.ClassByteArraySource;
import org.pitest.classinfo.ClassName;
import org.pitest.classpath.ClassloaderByteArraySource;
import org.pitest.mutationtest.EngineArguments;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.gregor.config.GregorEngineFactory;

/**
 * Mutants of a program's node classes, by the default mutators of <a href="https://pitest.org">PIT</a>. The mutants of
 * a class are made when they are first asked for. Not thread-safe.
 */
public final class NodeMutants {

    /** Group of mutators that PIT uses by default. */
    private static final String MUTATORS = "DEFAULTS";

    private final ClassLoader loader;
    private final String packageName;
    private final SortedSet<String> classNames;
    private final Mutater engine;
    private final Map<String, Map<Mutant, MutationDetails>> byClass = new TreeMap<>();

    private NodeMutants(Class<? extends NodeProgram> program, Mutater engine) {
        this.loader = program.getClassLoader();
        this.packageName = program.getPackageName();
        this.classNames = NodeClasses.of(program);
        this.engine = engine;
    }

    /** Returns the mutants of the nodes of a program. */
    public static NodeMutants of(NodeProgram program) {
        Class<? extends NodeProgram> type = program.getClass();
        ClassByteArraySource source = new ClassloaderByteArraySource(type.getClassLoader());
        EngineArguments arguments = EngineArguments.arguments().withMutators(List.of(MUTATORS));
        Mutater engine = new GregorEngineFactory().createEngine(arguments).createMutator(source);
        return new NodeMutants(type, engine);
    }

    /** Returns the binary names of the mutated classes, sorted. */
    public SortedSet<String> classNames() {
        return classNames;
    }

    /** Returns all mutants, in their order. Takes about a second for 600 mutants. */
    public List<Mutant> all() {
        return classNames.stream()
                .flatMap(name -> ofClass(name).keySet().stream())
                .sorted()
                .toList();
    }

    /** Returns the mutant of a class with this identity, or empty if there is none. */
    public Optional<Mutant> find(String className, String identity) {
        return classNames.contains(className)
                ? ofClass(className).keySet().stream()
                        .filter(mutant -> mutant.identity().equals(identity))
                        .findFirst()
                : Optional.empty();
    }

    /** Returns true if a mutant of the program's package has this identity, also one that the program does not use. */
    boolean exists(String identity) {
        int end = identity.indexOf('.');
        if (end < 0) {
            return false;
        }
        String className = (packageName.isEmpty() ? "" : packageName + ".") + identity.substring(0, end);
        return NodeClasses.bytes(loader, className).isPresent()
                && ofClass(className).keySet().stream()
                        .anyMatch(mutant -> mutant.identity().equals(identity));
    }

    /** Returns the class file of the mutated class. */
    public byte[] classFile(Mutant mutant) {
        MutationDetails details = ofClass(mutant.className()).get(mutant);
        return engine.getMutation(details.getId()).getBytes();
    }

    /**
     * Returns true if the mutated method has the same instructions as the original, apart from constants that are
     * pushed and popped at once, as when {@code return true} is replaced by {@code return true}. Such a mutant is
     * equivalent. False if the mutant differs, which does not mean that it behaves differently.
     */
    public boolean hasSameCode(Mutant mutant) {
        byte[] original = NodeClasses.bytes(loader, mutant.className()).orElseThrow();
        return MethodCode.of(original, mutant.method(), mutant.descriptor())
                .equals(MethodCode.of(classFile(mutant), mutant.method(), mutant.descriptor()));
    }

    private Map<Mutant, MutationDetails> ofClass(String className) {
        return byClass.computeIfAbsent(className, this::make);
    }

    private Map<Mutant, MutationDetails> make(String className) {
        GeneratedMethods generated =
                GeneratedMethods.of(NodeClasses.bytes(loader, className).orElseThrow());
        Map<Mutant, MutationDetails> mutants = new LinkedHashMap<>();
        for (MutationDetails details : engine.findMutations(ClassName.fromString(className))) {
            Mutant mutant = mutant(details);
            if (!generated.contains(mutant.method(), mutant.descriptor())) {
                mutants.put(mutant, details);
            }
        }
        return mutants;
    }

    private static Mutant mutant(MutationDetails details) {
        String mutator = details.getMutator();
        return new Mutant(
                details.getClassName().asJavaName(),
                details.getMethod(),
                details.getId().getLocation().getMethodDesc(),
                details.getFirstIndex(),
                mutator.substring(mutator.lastIndexOf('.') + 1).replace("Mutator", ""),
                details.getFilename(),
                details.getLineNumber(),
                details.getDescription());
    }
}
