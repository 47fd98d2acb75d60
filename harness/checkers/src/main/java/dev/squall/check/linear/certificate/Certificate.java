package dev.squall.check.linear.certificate;

/**
 * The proof of a verdict, in the history's own terms: the reader need not believe the search that found it.
 * {@link CertificateVerifier} checks it.
 */
public sealed interface Certificate permits Linearization, Counterexample {}
