package dev.squall.jepsen;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Loads the project's Clojure namespaces over small definitions of Jepsen's protocols. */
final class Namespaces {

    private static final URLClassLoader LOADER = loader();

    private Namespaces() {}

    private static URLClassLoader loader() {
        try {
            URL protocols = Path.of("src/test/protocols").toUri().toURL();
            return new URLClassLoader(new URL[] {protocols}, Namespaces.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Evaluates an expression, with the namespaces required under their last names. */
    static Object evaluate(String expression) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(LOADER);
        try {
            IFn require = Clojure.var("clojure.core", "require");
            for (String name : new String[] {"checker", "cluster", "net"}) {
                require.invoke(Clojure.read("squall.jepsen." + name));
            }
            return Clojure.var("clojure.core", "eval").invoke(Clojure.read(expression));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
