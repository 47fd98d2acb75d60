package dev.squall.mutate;

import java.util.Map;
import java.util.Set;

/**
 * Class loader of one mutant. It defines the classes of some packages anew, and takes all other classes from its
 * parent. So each mutant has its own nodes, facts and checkers of facts.
 */
public final class MutantLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Set<String> packages;
    private final Map<String, byte[]> mutated;

    /**
     * @param parent loader of the original classes
     * @param packages names of the packages whose classes are defined anew, as are those of the packages below them
     * @param mutated class files that replace the original ones, by binary class name
     */
    public MutantLoader(ClassLoader parent, Set<String> packages, Map<String, byte[]> mutated) {
        super(parent);
        this.packages = Set.copyOf(packages);
        this.mutated = Map.copyOf(mutated);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!isOwn(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] classFile = mutated.get(name);
        if (classFile == null) {
            classFile = NodeClasses.bytes(getParent(), name).orElseThrow(() -> new ClassNotFoundException(name));
        }
        return defineClass(name, classFile, 0, classFile.length);
    }

    private boolean isOwn(String className) {
        int end = className.lastIndexOf('.');
        String own = end < 0 ? "" : className.substring(0, end);
        return packages.stream().anyMatch(name -> own.equals(name) || !name.isEmpty() && own.startsWith(name + "."));
    }
}
