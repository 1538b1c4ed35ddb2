#if !NET
using System.Net;
#endif

namespace Seedance;

/// <summary>Sends one request, once, and says in our own terms why no answer came.</summary>
internal sealed class HttpSender(HttpClient client, TimeProvider clock)
{
    /// <exception cref="UnreachableException">The request surely never left.</exception>
    /// <exception cref="ConnectionLostException">It may have arrived.</exception>
    /// <exception cref="RequestTimeoutException">No answer in time; it may have arrived.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = clock.CreateCancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await client.SendAsync(request, completion, either.Token);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Cancelled by neither of us: the handler gave up connecting.
            throw limit.IsCancellationRequested
                ? new RequestTimeoutException(request.RequestUri!, timeout)
                : new UnreachableException(request.RequestUri!, failure.InnerException ?? failure);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Some handlers answer a stop with a broken connection.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (InvalidDataException failure)
        {
            // The answer can't be decompressed.
            throw new ConnectionLostException(request.RequestUri!, failure);
        }
        catch (HttpRequestException failure)
        {
            throw NeverLeft(failure)
                ? new UnreachableException(request.RequestUri!, failure.InnerException ?? failure)
                : new ConnectionLostException(request.RequestUri!, failure.InnerException ?? failure);
        }
    }

#if NET
    private static bool NeverLeft(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;
#else
    private static bool NeverLeft(HttpRequestException failure) => failure.InnerException is WebException
    {
        Status: WebExceptionStatus.NameResolutionFailure
            or WebExceptionStatus.ProxyNameResolutionFailure
            or WebExceptionStatus.ConnectFailure
            or WebExceptionStatus.SecureChannelFailure
            or WebExceptionStatus.TrustFailure
    };
#endif
}
