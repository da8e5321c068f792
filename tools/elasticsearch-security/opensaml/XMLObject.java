package org.opensaml.core.xml;

/** The module of security names it and uses it for SAML only. */
public interface XMLObject {}
