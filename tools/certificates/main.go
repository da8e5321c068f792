// Command certificates makes an authority and certificates by it, for tests that talk over TLS on this machine. They hold
// for a day, as servers and as clients, for the names that are given and for 127.0.0.1.
//
//	certificates FOLDER [CERTIFICATE=NAME,NAME]...
//
// It writes FOLDER/CERTIFICATE/{tls.crt,tls.key,ca.crt}, as Secrets of the type kubernetes.io/tls have them.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const version = "1.0.0"

func main() {
	if len(os.Args) == 2 && os.Args[1] == "-version" {
		fmt.Println("certificates version", version)
		return
	}
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "certificates:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) < 2 {
		return fmt.Errorf("expected a folder and at least one CERTIFICATE=NAME,NAME")
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	authority := template("authority of tests")
	authority.IsCA = true
	authority.KeyUsage = x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, authority, authority, &key.PublicKey, key)
	if err != nil {
		return err
	}
	issuer := issuer{authority, key, encoded("CERTIFICATE", der)}
	for _, argument := range arguments[1:] {
		name, names, found := strings.Cut(argument, "=")
		if !found || name == "" || names == "" {
			return fmt.Errorf("%q is not of the form CERTIFICATE=NAME,NAME", argument)
		}
		if err := issuer.issue(filepath.Join(arguments[0], name), strings.Split(names, ",")); err != nil {
			return err
		}
	}
	return nil
}

type issuer struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	encoded     []byte
}

// issue writes a certificate for some names into a folder.
func (by issuer) issue(folder string, names []string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	leaf := template(names[0])
	leaf.KeyUsage = x509.KeyUsageDigitalSignature
	leaf.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
	leaf.DNSNames = names
	leaf.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	der, err := x509.CreateCertificate(rand.Reader, leaf, by.certificate, &key.PublicKey, by.key)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	for file, text := range map[string][]byte{
		"tls.crt": encoded("CERTIFICATE", der),
		"tls.key": encoded("PRIVATE KEY", private),
		"ca.crt":  by.encoded,
	} {
		if err := os.WriteFile(filepath.Join(folder, file), text, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func template(name string) *x509.Certificate {
	serial, _ := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	now := time.Now()
	return &x509.Certificate{
		SerialNumber:          serial,
		Subject:               pkix.Name{CommonName: name},
		NotBefore:             now.Add(-time.Hour),
		NotAfter:              now.Add(24 * time.Hour),
		BasicConstraintsValid: true,
	}
}

func encoded(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}
