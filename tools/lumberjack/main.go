// Command lumberjack is the other end for whatever speaks the protocol between Filebeat and Logstash. Tests run it; nothing of
// it is deployed.
package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	client "github.com/elastic/go-lumber/client/v2"
	"github.com/elastic/go-lumber/server"
)

const usage = `lumberjack version
lumberjack serve -tls FOLDER -events FILE [-listen ADDRESS]
lumberjack send -tls FOLDER -to ADDRESS`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	folder := flags.String("tls", "", "folder with ca.crt, tls.crt and tls.key")
	listen := flags.String("listen", "127.0.0.1:0", "where to listen")
	events := flags.String("events", "", "file that gets a line of JSON for every event")
	to := flags.String("to", "", "where to send to")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch args[0] {
	case "version":
		fmt.Println("lumberjack version 1.0")
		return nil
	case "serve":
		return serve(*folder, *listen, *events)
	case "send":
		return send(*folder, *to)
	}
	return errors.New(usage)
}

// serve appends every event that arrives to a file, and acknowledges it once it is written.
func serve(folder, address, events string) error {
	config, err := mutual(folder)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(events, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "listening on %s\n", listener.Addr())
	endpoint, err := server.NewWithListener(tls.NewListener(listener, config),
		server.V2(true), server.JSONDecoder(asWritten))
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	for batch := range endpoint.ReceiveChan() {
		for _, event := range batch.Events {
			if text, ok := event.(json.RawMessage); ok {
				_, _ = out.Write(append(text, '\n'))
			}
		}
		if err := out.Flush(); err != nil {
			return err
		}
		batch.ACK()
	}
	return nil
}

// asWritten keeps an event as the text that it came as: numbers lose no digit, and keys keep their order.
func asWritten(text []byte, into interface{}) error {
	if !json.Valid(text) {
		return fmt.Errorf("no JSON: %q", text)
	}
	event, ok := into.(*interface{})
	if !ok {
		return fmt.Errorf("cannot decode into %T", into)
	}
	*event = json.RawMessage(append([]byte(nil), text...))
	return nil
}

// send reads events from standard input, one a line, and returns once all of them are acknowledged.
func send(folder, address string) error {
	config, err := mutual(folder)
	if err != nil {
		return err
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	config.ServerName = host
	connection, err := tls.DialWithDialer(&net.Dialer{Timeout: 10 * time.Second}, "tcp", address, config)
	if err != nil {
		return err
	}
	sender, err := client.NewSyncClientWithConn(connection, client.CompressionLevel(3), client.Timeout(time.Minute))
	if err != nil {
		return err
	}
	defer func() { _ = sender.Close() }()
	const most = 200
	events, sent := []interface{}{}, 0
	flush := func() error {
		if len(events) == 0 {
			return nil
		}
		count, err := sender.Send(events)
		sent += count
		events = events[:0]
		return err
	}
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			if events = append(events, json.RawMessage(line)); len(events) == most {
				if err := flush(); err != nil {
					return err
				}
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	if err := flush(); err != nil {
		return err
	}
	fmt.Printf("acknowledged %d\n", sent)
	return nil
}

// mutual is for either side: each shows a certificate, and asks the other for one of the same authority.
func mutual(folder string) (*tls.Config, error) {
	pair, err := tls.LoadX509KeyPair(filepath.Join(folder, "tls.crt"), filepath.Join(folder, "tls.key"))
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(folder, "ca.crt"))
	if err != nil {
		return nil, err
	}
	authority := x509.NewCertPool()
	if !authority.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("no certificate in %s", filepath.Join(folder, "ca.crt"))
	}
	return &tls.Config{
		MinVersion:   tls.VersionTLS12,
		Certificates: []tls.Certificate{pair},
		RootCAs:      authority,
		ClientCAs:    authority,
		ClientAuth:   tls.RequireAndVerifyClientCert,
	}, nil
}
