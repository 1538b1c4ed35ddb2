using System.Net;
using System.Net.Sockets;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>A proxy that fails has sent nothing; a response that is lost behind one may have been paid.</summary>
public sealed class ProxyTests
{
    private const string Create = "POST /api/rest/v2/generations";

    [Fact]
    public async Task What_a_proxy_refuses_is_not_submitted_and_leaves_no_entry()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        await using var proxy = ProxyServer.Start(new() { UserName = "somebody", Password = "secret1" });
        await new TestClient(server).CreateAsync();
        var client = new TestClient(server, new InstantClock(), proxy: proxy.Address);

        var failure = await Assert.ThrowsAsync<ProxyRejectedException>(() => client.CreateAsync());

        Assert.Equal(407, failure.StatusCode);
        Assert.Equal(proxy.Address, failure.Proxy);
        Assert.Single(proxy.Requests);
        Assert.Equal(1, server.Count(Create));
        Assert.Single(client.Jobs);
    }

    [Fact]
    public async Task A_proxy_that_can_not_be_reached_is_tried_again_and_leaves_no_entry()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        await new TestClient(server).CreateAsync();
        var client = new TestClient(server, new InstantClock(), proxy: UnusedAddress());

        var failure = await Assert.ThrowsAsync<ProxyUnreachableException>(() => client.CreateAsync());

        Assert.Contains(failure.Proxy.Authority, failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, client.Trace.Count(line => line.StartsWith("Retrying POST", StringComparison.Ordinal)));
        Assert.Equal(1, server.Count(Create));
        Assert.Single(client.Jobs);
    }

    [Fact]
    public async Task A_job_whose_response_is_lost_behind_a_proxy_is_found_and_not_submitted_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        await using var proxy = ProxyServer.Start();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        var client = new TestClient(server, new InstantClock(), proxy: proxy.Address);

        var generation = await client.CreateAsync();

        Assert.Equal(Assert.Single(server.Service.Jobs).Id.ToString(), generation.Id);
        Assert.Equal(1, server.Count(Create));
        Assert.Equal(server.Requests.Count, proxy.Requests.Count);
    }

    [Theory]
    [InlineData("http://proxy:3128", "http://proxy:3128/")]
    [InlineData("http://somebody:p%40ss@proxy:3128/path?query", "http://proxy:3128/")]
    [InlineData("http://somebody@[::1]", "http://[::1]/")]
    [InlineData("https://proxy", "https://proxy/")]
    [InlineData("socks5://proxy:1080", "socks5://proxy:1080/")]
    public void The_address_of_a_proxy_is_shown_without_its_credentials(string given, string shown) =>
        Assert.Equal(shown, ChosenProxy.Create(new Uri(given), null).Address.AbsoluteUri);

    [Theory]
    [InlineData("somebody:secret1@proxy:3128")]
    [InlineData("ftp://somebody:secret1@proxy")]
    [InlineData("file:///secret1")]
    [InlineData("secret1")]
    public void What_is_not_the_address_of_a_proxy_is_refused_and_not_shown(string given)
    {
        var failure = Assert.Throws<InvalidConnectionException>(() => ChosenProxy.Create(new Uri(given, UriKind.RelativeOrAbsolute), null));

        Assert.DoesNotContain("secret1", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_in_the_address_are_decoded_and_give_way_to_others()
    {
        var address = new Uri("http://some%40body:p%3Ass%2F@proxy:3128");
        var other = new NetworkCredential("other", "secret");

        var found = (NetworkCredential)ChosenProxy.Create(address, null).Credentials!;

        Assert.Equal(("some@body", "p:ss/"), (found.UserName, found.Password));
        Assert.Same(other, ChosenProxy.Create(address, other).Credentials);
    }

    private static Uri UnusedAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
