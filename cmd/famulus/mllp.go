package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"

	"github.com/famulus-health/famulus/practice/staff"
	"github.com/famulus-health/famulus/server"
)

// Wire are the flags of the door for HL7 v2 messages over MLLP. Without an address it does not open.
type Wire struct {
	Addr      string `name:"addr" env:"FAMULUS_MLLP_ADDR" help:"Address to take HL7 v2 messages on, by MLLP; no such door when left out."`
	Token     string `name:"token" env:"FAMULUS_MLLP_TOKEN" help:"Token of a member with the role INTERFACE; it names the clinic."`
	Cert      string `name:"tls-cert" env:"FAMULUS_MLLP_TLS_CERT" help:"Certificate file (PEM) of the door." type:"path"`
	Key       string `name:"tls-key" env:"FAMULUS_MLLP_TLS_KEY" help:"Key file (PEM) of the certificate." type:"path"`
	ClientCA  string `name:"client-ca" env:"FAMULUS_MLLP_CLIENT_CA" help:"Authority (PEM) whose certificates senders must show." type:"path"`
	Plaintext string `name:"plaintext" env:"FAMULUS_MLLP_PLAINTEXT" enum:",no,yes" default:"" help:"yes: listen without TLS beyond this machine. Anybody on the way can read the results."`
	Conns     int    `name:"conns" env:"FAMULUS_MLLP_CONNS" default:"32" help:"Connections at once."`
}

// mllp opens the door for HL7 v2, if there is to be one.
func (p *parts) mllp(w Wire, metrics *server.Metrics) error {
	if w.Addr == "" {
		return nil
	}
	config, err := w.tls()
	if err == nil {
		err = w.allowed(config != nil)
	}
	if err != nil {
		return fmt.Errorf("the MLLP door does not open: %w", err)
	}
	l, err := (&net.ListenConfig{}).Listen(p.ctx, "tcp", w.Addr)
	if err != nil {
		return fmt.Errorf("cannot take HL7 messages on %s: %w", w.Addr, err)
	}
	if config != nil {
		l = tls.NewListener(l, config)
	}
	p.Log.InfoContext(p.ctx, "mllp: open", "address", l.Addr().String(), "tls", config != nil, "client certificates", w.ClientCA != "")
	p.group.Go(func() error {
		return server.ServeMLLP(p.ctx, l, server.MLLP{
			Practice: p.Practice, Log: p.Log, Metrics: metrics, Token: staff.Secret(w.Token), MaxConns: w.Conns,
		})
	})
	return nil
}

// allowed refuses what an operator must not do without saying so: results in the clear on a network.
func (w Wire) allowed(encrypted bool) error {
	if w.Token == "" {
		return errors.New("set FAMULUS_MLLP_TOKEN to the token of a member with the role INTERFACE (`famulus token create`)")
	}
	if encrypted || w.Plaintext == "yes" {
		return nil
	}
	host, _, err := net.SplitHostPort(w.Addr)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return fmt.Errorf("%s is not on this machine alone: set FAMULUS_MLLP_TLS_CERT and FAMULUS_MLLP_TLS_KEY, or FAMULUS_MLLP_PLAINTEXT=yes if the network is yours to trust", w.Addr)
}

// tls reads the certificates; nil when none is named.
func (w Wire) tls() (*tls.Config, error) {
	switch {
	case w.Cert == "" && w.Key == "" && w.ClientCA == "":
		return nil, nil
	case w.Cert == "" || w.Key == "":
		return nil, errors.New("TLS needs FAMULUS_MLLP_TLS_CERT and FAMULUS_MLLP_TLS_KEY")
	}
	pair, err := tls.LoadX509KeyPair(w.Cert, w.Key)
	if err != nil {
		return nil, err
	}
	out := &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}
	if w.ClientCA == "" {
		return out, nil
	}
	pem, err := os.ReadFile(w.ClientCA)
	if err != nil {
		return nil, err
	}
	out.ClientCAs = x509.NewCertPool()
	if !out.ClientCAs.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s holds no certificate", w.ClientCA)
	}
	out.ClientAuth = tls.RequireAndVerifyClientCert
	return out, nil
}
