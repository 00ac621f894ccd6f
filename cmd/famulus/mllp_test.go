package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Results go over a network in the clear only when the operator says so.
func TestWhereTheWireMayListen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		w         Wire
		encrypted bool
		ok        bool
	}{
		{Wire{Addr: "127.0.0.1:2575", Token: "x"}, false, true}, {Wire{Addr: "[::1]:2575", Token: "x"}, false, true},
		{Wire{Addr: "localhost:2575", Token: "x"}, false, true}, {Wire{Addr: ":2575", Token: "x"}, false, false},
		{Wire{Addr: "0.0.0.0:2575", Token: "x"}, false, false}, {Wire{Addr: "10.0.0.5:2575", Token: "x"}, false, false},
		{Wire{Addr: "lab.example:2575", Token: "x"}, false, false}, {Wire{Addr: "0.0.0.0:2575", Token: "x"}, true, true},
		{Wire{Addr: "0.0.0.0:2575", Token: "x", Plaintext: "yes"}, false, true}, {Wire{Addr: "0.0.0.0:2575", Token: "x", Plaintext: "no"}, false, false},
		{Wire{Addr: "127.0.0.1:2575"}, false, false},
	} {
		if err := c.w.allowed(c.encrypted); (err == nil) != c.ok {
			t.Errorf("%+v, encrypted %v: %v", c.w, c.encrypted, err)
		}
	}
}

// A sender without a certificate of the named authority is not let in.
func TestWireTLS(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cert, key := certificate(t, dir, "own")
	stranger, strangerKey := certificate(t, dir, "stranger")
	for _, w := range []Wire{{Cert: cert}, {Key: key}, {ClientCA: cert}, {Cert: cert, Key: cert}, {Cert: cert, Key: key, ClientCA: key}} {
		if _, err := w.tls(); err == nil {
			t.Errorf("%+v is taken", w)
		}
	}
	config, err := Wire{Cert: cert, Key: key, ClientCA: cert}.tls()
	if err != nil || config.MinVersion < tls.VersionTLS12 {
		t.Fatal(err)
	}
	for _, c := range []struct {
		cert, key string
		ok        bool
	}{{cert, key, true}, {stranger, strangerKey, false}, {"", "", false}} {
		if err := handshake(t, config, c.cert, c.key); (err == nil) != c.ok {
			t.Errorf("%q: %v", filepath.Base(c.cert), err)
		}
	}
}

// handshake gives the server's side of it.
func handshake(t *testing.T, config *tls.Config, cert, key string) error {
	t.Helper()
	client := &tls.Config{InsecureSkipVerify: true}
	if cert != "" {
		pair, err := tls.LoadX509KeyPair(cert, key)
		if err != nil {
			t.Fatal(err)
		}
		client.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &pair, nil }
	}
	here, there := net.Pipe()
	defer here.Close()
	go func() {
		c := tls.Client(there, client)
		_ = c.Handshake()
		_, _ = c.Read(make([]byte, 1))
		_ = there.Close()
	}()
	return tls.Server(here, config).Handshake()
}

// certificate makes one that signed itself, in two files.
func certificate(t *testing.T, dir, name string) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, name+".pem"), filepath.Join(dir, name+".key")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}
