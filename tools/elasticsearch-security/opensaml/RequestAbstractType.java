package org.opensaml.saml.saml2.core;

/** The module of security names it and uses it for SAML only. */
public interface RequestAbstractType {}
