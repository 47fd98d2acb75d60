package dev.squall.check.linear.certificate;

/**
 * Proof of a verdict, in terms of the history's operations. {@link CertificateVerifier} checks a certificate without
 * trusting the search that found it.
 */
public sealed interface Certificate permits Linearization, Counterexample {}
