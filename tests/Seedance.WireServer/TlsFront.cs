using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Seedance.WireServer;

/// <summary>TLS in front of a server on this machine, for a host name that exists nowhere. Clients trust it when they are given its certificate.</summary>
internal sealed class TlsFront : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly int _port;
    private readonly ConnectionListener _listener;

    private TlsFront(string host, int port)
    {
        _port = port;
        _certificate = CreateCertificate(host);
        _listener = new ConnectionListener(ServeAsync);
        Address = new Uri($"https://127.0.0.1:{_listener.Port}");
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The certificate, for the clients.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>Starts on a free port.</summary>
    /// <param name="host">The host name of the certificate.</param>
    /// <param name="port">The port of the server behind it.</param>
    public static TlsFront Start(string host, int port) => new(host, port);

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        await using var secure = new SslStream(client.GetStream());
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, stop);
        using var upstream = new TcpClient();
        await upstream.ConnectAsync(IPAddress.Loopback, _port, stop);
        var server = upstream.GetStream();
        await Task.WhenAny(secure.CopyToAsync(server, stop), server.CopyToAsync(secure, stop));
    }

    private static X509Certificate2 CreateCertificate(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        // Windows uses a key for TLS only when it comes from a file.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
